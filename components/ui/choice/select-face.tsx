import { ChevronsUpDown } from "lucide-react";
import type { ReactNode } from "react";
import { inputLook } from "../input";

export interface SelectMenuProps<Value extends string = string> {
  value: Value | null;
  onValueChange: (value: Value) => void;
  options: readonly { value: Value; label: string; icon?: ReactNode; description?: string }[];
  /** The accessible name; with `id` of a FieldFrame its label is the name. */
  label: string;
  id?: string;
  describedBy?: string;
  invalid?: true;
  placeholder?: string;
  disabled?: boolean;
  className?: string;
}

export const selectTriggerLook = `${inputLook} relative flex h-8 items-center gap-2 text-left aria-disabled:opacity-60 pointer-coarse:h-11`;

export const SelectFace = ({ icon, children, muted }: { icon?: ReactNode; children: ReactNode; muted?: boolean }) => (
  <>
    {icon}
    <span className={`min-w-0 flex-1 truncate ${muted ? "text-muted-foreground" : ""}`}>{children}</span>
    <ChevronsUpDown aria-hidden="true" className="size-4 shrink-0 text-muted-foreground" />
  </>
);
