import type { AlertItemShape } from "@/lib/domain/alerts/alert";
import { usePinnedList } from "../pinned-list";

/** Alerts that match the query string (the API's own filter names), newest first; those that came after `since` wait. */
export const useAlertHistory = (query: string, since: number) =>
  usePinnedList<AlertItemShape>({ noun: "alerts", path: "/api/v1/alerts", query, since, timeOf: ({ created_at }) => created_at });
