import type { Metadata } from "next";
import { Checklist } from "./checklist";
import { SabotageList } from "./sabotage-list";
import { Suites } from "./suites";

export const metadata: Metadata = { title: "Trust" };

export default function TrustPage() {
  return (
    <main id="content" className="mx-auto grid max-w-[44rem] gap-8 px-4 pt-10 pb-16 sm:px-6">
      <header>
        <h1 className="font-semibold text-2xl tracking-tight">What is promised, and what tried to break it</h1>
        <p className="mt-2 text-pretty text-base/6 text-muted-foreground">
          Every figure here was measured by a command of this repository, and is shown as it came out: what failed or was never run stands
          beside what held.
        </p>
      </header>
      <Suites />
      <SabotageList />
      <Checklist />
    </main>
  );
}
