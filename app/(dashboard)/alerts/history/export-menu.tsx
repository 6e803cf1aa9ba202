"use client";

import { Download } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Menu } from "@/components/ui/popup/menu";

/** A link of its own: an answer that is refused leaves the page where it is. */
function download(format: "csv" | "json", query: string): void {
  const link = document.createElement("a");
  link.href = `/api/v1/alerts/export?${new URLSearchParams([["format", format], ...new URLSearchParams(query)])}`;
  link.download = `alerts.${format}`;
  link.click();
}

/** What matches the filter, as a file. */
export function ExportMenu({ query }: { query: string }) {
  return (
    <Menu
      label="Export what matches"
      trigger={
        <Button>
          <Download aria-hidden="true" className="size-3.5" />
          Export
        </Button>
      }
      items={[
        { label: "CSV, for spreadsheets", onSelect: () => download("csv", query) },
        { label: "JSON, as the API gives it", onSelect: () => download("json", query) },
      ]}
    />
  );
}
