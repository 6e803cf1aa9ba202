import type { Metadata } from "next";
import { Sources } from "./sources";

export const metadata: Metadata = { title: "Sources of moments" };

export default function SourcesPage() {
  return <Sources />;
}
