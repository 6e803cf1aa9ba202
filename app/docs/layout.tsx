import type { ReactNode } from "react";
import { Logo } from "@/components/page/logo";

const linkLook = "rounded-md px-2 py-1.5 text-muted-foreground text-sm transition-colors hover:bg-accent hover:text-foreground";

export default function DocsLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <header className="sticky top-0 z-sticky flex h-12 items-center gap-1 border-b bg-background px-4 sm:px-6 print:hidden">
        <a href="/docs" className="mr-auto flex items-center gap-2 font-semibold text-sm tracking-tight">
          <Logo className="size-5" />
          Hotline <span className="font-normal text-muted-foreground">Docs</span>
        </a>
        {/* Whole new pages: the reference brings styles that must not reach the dashboard. */}
        <a href="/docs#reference" className={`${linkLook} max-sm:hidden`}>
          API reference
        </a>
        <a href="/openapi.json" className={`${linkLook} max-sm:hidden`}>
          openapi.json
        </a>
        <a href="/docs/trust" className={linkLook}>
          Trust
        </a>
        <a href="/alerts/history" className={linkLook}>
          Open Hotline
        </a>
      </header>
      {children}
    </>
  );
}
