"use client";

import { useEffect } from "react";
import { useHashToken } from "../hash-token";

const key = "hotline-invitation";

/** The invitation's token stays in this tab while its person signs in elsewhere and comes back; null when there is none, undefined until it is known. */
export function useInvitationToken(queryToken: string | null): string | null | undefined {
  const inHash = useHashToken();
  const given = queryToken ?? inHash;
  useEffect(() => {
    if (given) sessionStorage.setItem(key, given);
  }, [given]);
  if (given === undefined) return undefined;
  return given ?? sessionStorage.getItem(key);
}

export const forgetInvitationToken = (): void => sessionStorage.removeItem(key);
