import type { ReactNode } from "react";
import { Logo } from "@/components/page/logo";

export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <main className="flex min-h-dvh flex-col items-center bg-sidebar px-4 pt-[12vh] pb-12">
      <div className="w-full max-w-sm">
        <p className="mb-6 flex items-center gap-2 font-semibold text-base tracking-tight">
          <Logo className="size-6" />
          Hotline
        </p>
        {children}
      </div>
    </main>
  );
}
