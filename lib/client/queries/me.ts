import { useQuery } from "@tanstack/react-query";
import { api } from "../api";

/** Who is signed in, and where. */
export interface Me {
  organization: { id: string; name: string };
  user: { id: string; email: string; name: string } | null;
  role: "admin" | "member" | null;
  scopes: string[] | null;
}

/** The dashboard's layout puts it into the cache, so it is there from the first paint. */
export const meKey = ["me"];

export function useMe() {
  return useQuery({ queryKey: meKey, queryFn: ({ signal }) => api<Me>("/api/v1/me", { signal }) });
}

/** Whether the person may change things; pages explain what they disable by it. */
export const useIsAdmin = (): boolean => useMe().data?.role === "admin";
