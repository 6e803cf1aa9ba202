import type { Metadata } from "next";
import { HistoryList } from "./history-list";

export const metadata: Metadata = { title: "History" };

export default function HistoryPage() {
  return (
    <>
      <h1 className="sr-only">History</h1>
      <HistoryList />
    </>
  );
}
