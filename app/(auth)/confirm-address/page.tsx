import type { Metadata } from "next";
import { ConfirmAddress } from "./confirm-address";

export const metadata: Metadata = { title: "Confirm an address" };

export default async function ConfirmAddressPage({ searchParams }: { searchParams: Promise<{ token?: string | string[] }> }) {
  const { token } = await searchParams;
  return <ConfirmAddress token={typeof token === "string" ? token : ""} />;
}
