import type { Metadata } from "next";
import { cookies } from "next/headers";
import { readTheme } from "@/components/page/theme";
import { Profile } from "./profile";

export const metadata: Metadata = { title: "Profile" };

export default async function ProfilePage() {
  return <Profile theme={readTheme((await cookies()).get("theme")?.value)} />;
}
