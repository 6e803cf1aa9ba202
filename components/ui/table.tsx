import type { ComponentProps } from "react";

/** The look of a table. On a narrow screen it scrolls in its own box; its rows have links, so a keyboard gets there. */
export function Table({ className = "", label, ...props }: ComponentProps<"table"> & { label?: string }) {
  return (
    <div className="relative overflow-x-auto">
      <table aria-label={label} {...props} className={`w-full border-collapse text-left text-sm ${className}`} />
    </div>
  );
}

export const Thead = ({ className = "", ...props }: ComponentProps<"thead">) => (
  <thead {...props} className={`border-b text-muted-foreground text-xs ${className}`} />
);

export const Th = ({ className = "", ...props }: ComponentProps<"th">) => (
  <th
    scope="col"
    {...props}
    className={`h-8 whitespace-nowrap px-2 font-medium first:pl-4 last:pr-4 sm:first:pl-6 sm:last:pr-6 ${className}`}
  />
);

/** The head of the column with each row's menu. */
export const ActionsTh = ({ className = "w-14" }: { className?: string }) => (
  <Th className={className}>
    <span className="sr-only">Actions</span>
  </Th>
);

export const Tr = ({ className = "", ...props }: ComponentProps<"tr">) => (
  <tr {...props} className={`border-b transition-colors last:border-b-0 hover:bg-muted/60 ${className}`} />
);

export const Td = ({ className = "", ...props }: ComponentProps<"td">) => (
  <td {...props} className={`h-10 px-2 py-1.5 first:pl-4 last:pr-4 sm:first:pl-6 sm:last:pr-6 ${className}`} />
);
