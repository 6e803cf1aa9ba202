import { initialOf } from "@/lib/domain/plain-text";

/** Somebody in a list: their initial, their name, their address. */
export function Person({ name, email, you }: { name: string; email: string; you?: boolean }) {
  return (
    <span className="flex min-w-0 items-center gap-2.5 text-sm">
      <span aria-hidden="true" className="grid size-7 shrink-0 place-items-center rounded-full bg-muted font-medium text-xs uppercase">
        {initialOf(name)}
      </span>
      <span className="grid min-w-0">
        <span className="truncate font-medium">
          {name}
          {you && <span className="font-normal text-muted-foreground"> (you)</span>}
        </span>
        <span className="truncate text-muted-foreground text-xs">{email}</span>
      </span>
    </span>
  );
}
