import type { ReactNode } from "react";
import { AlertTabs } from "./alert-tabs";

export default function AlertsLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <AlertTabs />
      {children}
    </>
  );
}
