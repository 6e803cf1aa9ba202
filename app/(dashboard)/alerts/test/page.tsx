import type { Metadata } from "next";
import { RouteTester } from "./route-tester";

export const metadata: Metadata = { title: "Test a route" };

export default function RouteTesterPage() {
  return <RouteTester />;
}
