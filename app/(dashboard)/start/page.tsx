import type { Metadata } from "next";
import { FirstRun } from "./first-run";

export const metadata: Metadata = { title: "First steps" };

export default function StartPage() {
  return <FirstRun />;
}
