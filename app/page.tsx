import { redirect } from "next/navigation";
import { findFirstPage } from "./first-page";

export default async function Home() {
  redirect(await findFirstPage());
}
