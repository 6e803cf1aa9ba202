import type { ReactNode } from "react";
import { seesDesign } from "./sees-design";
import { SettingsTabs } from "./settings-tabs";

export default async function SettingsLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <SettingsTabs hasDesign={await seesDesign()} />
      {children}
    </>
  );
}
