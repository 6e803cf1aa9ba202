import type { Metadata } from "next";
import { HistoryList } from "./history-list";

export const metadata: Metadata = { title: "History" };

export default function HistoryPage() {
  return <HistoryList />;
}
