import { headers } from "next/headers";
import { env } from "@/lib/env";
import { readUser } from "@/lib/identity/actor";

/** Whether the design page is there for who asks: for admins, and in development only. */
export async function seesDesign(): Promise<boolean> {
  if (env().NODE_ENV !== "development") return false;
  const user = await readUser((await headers()).get("cookie"));
  return user?.role === "admin";
}
