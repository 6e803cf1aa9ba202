"use client";

import { Ellipsis, Info, Pencil, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { Button, LinkButton } from "@/components/ui/button";
import { Segments } from "@/components/ui/choice/segments";
import { CopyButton } from "@/components/ui/copy-button";
import { LinkTabs } from "@/components/ui/link-tabs";
import { Menu } from "@/components/ui/popup/menu";
import { Tooltip } from "@/components/ui/popup/tooltip";
import { Tabs } from "@/components/ui/tabs";
import { Row, Sample } from "./sample";

const reason = "Only admins can change this.";
const variants = ["primary", "outline", "ghost", "destructive"] as const;
const views = [
  { value: "raw", label: "Raw" },
  { value: "tree", label: "Tree" },
] as const;

export function Actions({ theme }: { theme: string }) {
  const [view, setView] = useState<"raw" | "tree">("raw");
  return (
    <Sample title="Actions">
      {variants.map((variant) => (
        <Row key={variant}>
          <Button variant={variant}>
            <Plus aria-hidden="true" className="size-4" />
            {variant}
          </Button>
          <Button variant={variant} size="sm">
            Small
          </Button>
          <Button variant={variant} disabledReason={reason}>
            With a reason
          </Button>
          <Button variant={variant} disabled>
            Disabled
          </Button>
        </Row>
      ))}
      <Row>
        <LinkButton href="/settings/design">Link</LinkButton>
        <CopyButton text="copied" label="Copy" />
        <Tooltip content="Words about a control, which may be a sentence that is longer than one line.">
          <Button variant="ghost" size="icon" aria-label="About">
            <Info aria-hidden="true" className="size-4" />
          </Button>
        </Tooltip>
        <Menu
          label="More"
          trigger={<Ellipsis aria-hidden="true" className="size-4" />}
          items={[
            { label: "Edit", icon: Pencil, onSelect: () => {} },
            { label: "A link", href: "/settings/design" },
            { label: "With a reason", onSelect: () => {}, disabledReason: reason },
            "separator",
            { label: "Delete", icon: Trash2, onSelect: () => {}, destructive: true },
          ]}
        />
        <Menu label="Choices" trigger={<Button>Menu</Button>} items={[{ label: "First", onSelect: () => {} }]} />
        <Segments label="View" value={view} onValueChange={setView} options={views} />
      </Row>
      <Tabs label="Views" value={view} onValueChange={setView} tabs={views}>
        <p className="text-muted-foreground text-sm">What the tab {view} shows.</p>
      </Tabs>
      <LinkTabs
        label={`Pages, in ${theme}`}
        tabs={["Destinations", "Subscriptions", "Channels", "History"].map((label, index) => ({
          href: `/settings/design#${label}`,
          label,
          current: index === 1,
        }))}
      />
    </Sample>
  );
}
