import type { Metadata } from "next";
import { SubscriptionList } from "./subscription-list";

export const metadata: Metadata = { title: "Subscriptions" };

export default function SubscriptionsPage() {
  return <SubscriptionList />;
}
