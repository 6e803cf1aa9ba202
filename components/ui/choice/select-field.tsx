import type { ReactNode } from "react";
import { FieldFrame } from "../field";
import { SelectMenu } from "./select";
import type { SelectMenuProps } from "./select-face";

interface Props<Value extends string> extends Pick<SelectMenuProps<Value>, "label" | "value" | "onValueChange" | "options"> {
  help?: ReactNode;
  error?: string;
}

/** A select with its label, a hint and what is wrong with it. */
export const SelectField = <Value extends string>({ help, error, ...menu }: Props<Value>) => (
  <FieldFrame label={menu.label} help={help} error={error}>
    {(frame) => <SelectMenu {...frame} {...menu} className="h-9" />}
  </FieldFrame>
);
