import Link from "next/link";
import type { ComponentProps, MouseEvent } from "react";
import { Tooltip } from "./popup/tooltip";

const base =
  "relative inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-md font-medium transition-colors disabled:cursor-default disabled:opacity-50 aria-disabled:cursor-not-allowed aria-disabled:opacity-50";

const variants = {
  primary: "bg-primary text-primary-foreground shadow-xs not-aria-disabled:hover:bg-primary/90 not-aria-disabled:active:bg-primary/85",
  outline: "border border-input bg-background shadow-xs not-aria-disabled:hover:bg-accent aria-expanded:bg-accent",
  ghost:
    "text-muted-foreground not-aria-disabled:hover:bg-accent not-aria-disabled:hover:text-foreground aria-expanded:bg-accent aria-expanded:text-foreground",
  destructive:
    "bg-destructive text-destructive-foreground shadow-xs not-aria-disabled:hover:bg-destructive/90 not-aria-disabled:active:bg-destructive/85",
};

const sizes = {
  md: "h-8 px-3 text-sm pointer-coarse:h-11",
  sm: "h-7 px-2 text-xs touch-target",
  icon: "size-7 touch-target",
  wide: "h-9 w-full px-3 text-sm pointer-coarse:h-11",
};

interface Look {
  variant?: keyof typeof variants;
  size?: keyof typeof sizes;
}

/** The look of a button, for what is none. */
export const buttonLook = (variant: keyof typeof variants = "outline", size: keyof typeof sizes = "md") =>
  `${base} ${variants[variant]} ${sizes[size]}`;

interface Props extends Look, ComponentProps<"button"> {
  /** Why it cannot be pressed now. It stays reachable by keyboard, so that the reason can be read. */
  disabledReason?: string | null;
}

export function Button({ variant, size, disabledReason, className = "", onClick, ...props }: Props) {
  const press = (event: MouseEvent<HTMLButtonElement>) => (disabledReason ? event.preventDefault() : onClick?.(event));
  return (
    <Tooltip content={disabledReason}>
      <button
        type="button"
        {...props}
        onClick={press}
        aria-disabled={disabledReason ? true : props["aria-disabled"]}
        className={`${buttonLook(variant, size)} ${className}`}
      />
    </Tooltip>
  );
}

/** A link in the look of a button. */
export const LinkButton = ({ variant, size, className = "", ...props }: Look & ComponentProps<typeof Link>) => (
  <Link {...props} className={`${buttonLook(variant, size)} ${className}`} />
);
