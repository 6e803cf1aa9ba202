import { DrawerLink } from "./drawer-link";
import { openedBy } from "./opened";

interface Props {
  entry: { id: string; name: string };
  /** Somebody may press it next. */
  onReach: () => void;
}

/** The name of an entry, which opens its drawer. */
export const EntryLink = ({ entry: { id, name }, onReach }: Props) => (
  <DrawerLink
    changes={openedBy.edit(id)}
    data-row
    onPointerEnter={onReach}
    onFocus={onReach}
    className="min-w-0 truncate rounded-sm font-medium text-sm hover:underline"
  >
    {name}
  </DrawerLink>
);
