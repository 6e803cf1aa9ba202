"use client";

import { Ellipsis } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Menu, type MenuItem } from "@/components/ui/popup/menu";

interface Props {
  /** Names the menu: "Actions for Mia". */
  label: string;
  items: readonly MenuItem[];
  /** Why none of it can be done now. */
  reason?: string;
}

const dots = <Ellipsis aria-hidden="true" className="size-4" />;

/** What can be done with a row. Who may do none of it is told so on the button. */
export const RowMenu = ({ label, items, reason }: Props) =>
  reason ? (
    <Button variant="ghost" size="icon" aria-label={label} disabledReason={reason}>
      {dots}
    </Button>
  ) : (
    <Menu label={label} trigger={dots} items={items} />
  );
