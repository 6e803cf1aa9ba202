import type { Metadata } from "next";
import { Timeline } from "./timeline";

export const metadata: Metadata = { title: "Moments" };

export default function MomentsPage() {
  return <Timeline />;
}
