import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";

interface Props {
  title: ReactNode;
  description?: ReactNode;
  /** Buttons, the primary one last. */
  actions?: ReactNode;
  back?: { href: string; label: string };
}

/** The one h1 of a page. */
export function PageHeader({ title, description, actions, back }: Props) {
  return (
    <header className="px-4 pt-5 pb-4 sm:px-6">
      {back && (
        <Link
          href={back.href}
          className="touch-target relative mb-2 inline-flex items-center gap-1 text-muted-foreground text-xs transition-colors hover:text-foreground print:hidden"
        >
          <ArrowLeft aria-hidden="true" className="size-3.5" />
          {back.label}
        </Link>
      )}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 flex-1 basis-64">
          <h1 className="font-semibold text-xl tracking-tight [overflow-wrap:anywhere]">{title}</h1>
          {description && <div className="mt-0.5 max-w-2xl text-pretty text-muted-foreground text-sm">{description}</div>}
        </div>
        {actions && <div className="flex flex-wrap items-center gap-2 print:hidden">{actions}</div>}
      </div>
    </header>
  );
}
