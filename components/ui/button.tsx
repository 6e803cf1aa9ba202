import type { ComponentProps, MouseEvent } from "react";

const base =
  "inline-flex shrink-0 items-center justify-center gap-1.5 whitespace-nowrap rounded-md font-medium transition-colors disabled:cursor-default disabled:opacity-50 aria-disabled:cursor-not-allowed aria-disabled:opacity-50";

const variants = {
  primary: "bg-primary text-primary-foreground not-aria-disabled:hover:bg-primary/90",
  outline: "border border-input bg-background not-aria-disabled:hover:bg-accent",
  ghost: "text-muted-foreground not-aria-disabled:hover:bg-accent not-aria-disabled:hover:text-foreground",
};

const sizes = { md: "h-8 px-3 text-sm", sm: "h-7 px-2 text-xs", icon: "size-7", wide: "h-9 w-full px-3 text-sm" };

/** The look of a button, for links that lead somewhere as one. */
export const buttonLook = (variant: keyof typeof variants = "outline", size: keyof typeof sizes = "md") =>
  `${base} ${variants[variant]} ${sizes[size]}`;

interface Props extends ComponentProps<"button"> {
  variant?: keyof typeof variants;
  size?: keyof typeof sizes;
  /** Why it cannot be pressed now. It stays reachable by keyboard, so that the reason can be read. */
  disabledReason?: string | null;
}

export function Button({ variant, size, disabledReason, className = "", onClick, title, ...props }: Props) {
  const press = (event: MouseEvent<HTMLButtonElement>) => (disabledReason ? event.preventDefault() : onClick?.(event));
  return (
    <button
      type="button"
      {...props}
      onClick={press}
      aria-disabled={disabledReason ? true : undefined}
      title={disabledReason ?? title}
      className={`${buttonLook(variant, size)} ${className}`}
    />
  );
}
