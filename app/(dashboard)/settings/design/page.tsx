import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/ui/page-header";
import { seesDesign } from "../sees-design";
import { Showcase } from "./showcase";

export const metadata: Metadata = { title: "Design" };

export default async function DesignPage() {
  if (!(await seesDesign())) notFound();
  return (
    <>
      <PageHeader title="Design" description="Every primitive in every state, in both themes. For admins in development only." />
      <div className="grid xl:grid-cols-2">
        <Showcase theme="light" />
        <Showcase theme="dark" />
      </div>
    </>
  );
}
