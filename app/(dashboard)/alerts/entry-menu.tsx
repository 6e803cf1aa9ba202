import { Copy, Ellipsis, Pencil, Trash2 } from "lucide-react";
import { changeAddress } from "@/components/page/address";
import { Menu } from "@/components/ui/popup/menu";
import { openedBy } from "./opened";

interface Props {
  entry: { id: string; name: string };
  /** Why the person may not change it. */
  reason: string | undefined;
  onDelete: () => void;
}

export const EntryMenu = ({ entry: { id, name }, reason, onDelete }: Props) => (
  <Menu
    trigger={<Ellipsis aria-hidden="true" className="size-4" />}
    label={`More actions for ${name}`}
    items={[
      { label: "Edit", icon: Pencil, onSelect: () => changeAddress(openedBy.edit(id)), disabledReason: reason },
      { label: "Duplicate", icon: Copy, onSelect: () => changeAddress(openedBy.copy(id)), disabledReason: reason },
      "separator",
      { label: "Delete", icon: Trash2, destructive: true, onSelect: onDelete, disabledReason: reason },
    ]}
  />
);
