"use client";

import { Plus } from "lucide-react";
import { changeAddress } from "@/components/page/address";
import { Button } from "@/components/ui/button";
import { useRole } from "@/lib/client/queries/me";
import { openedBy } from "./opened";

/** Opens the drawer of a new entry. `onReach`: somebody may press it next. */
export const NewEntry = ({ noun, onReach }: { noun: string; onReach: () => void }) => (
  <Button
    variant="primary"
    disabledReason={useRole().reason}
    onPointerEnter={onReach}
    onFocus={onReach}
    onClick={() => changeAddress(openedBy.new)}
  >
    <Plus aria-hidden="true" className="size-4" />
    New {noun}
  </Button>
);
