"use client";

import { useState } from "react";
import { ApiError } from "@/lib/client/api";
import type { ApiKeyBody, ApiKeyShape } from "@/lib/domain/api-key";
import { type Expiry, toDateInput, toExpiresAt } from "./expiry";

/** The fields of the form that are not inputs of their own name. */
export const keyFields = ["scopes", "environment", "team_id", "expires_at"] as const;

/** What somebody chose for a key; at first what the key is. */
export function useKeyFields(key?: ApiKeyShape) {
  const [scopes, setScopes] = useState<ApiKeyShape["scopes"]>(key?.scopes ?? ["publish"]);
  const [environment, setEnvironment] = useState(key?.environment ?? "");
  const [teamId, setTeamId] = useState(key?.team_id ?? "");
  const [expiry, setExpiry] = useState<Expiry>(key?.expires_at ? "date" : "never");
  const savedDate = key?.expires_at ? toDateInput(new Date(key.expires_at)) : "";
  const [date, setDate] = useState(savedDate);

  /** The body for the API. Throws as the API does when no scope or no date is chosen. */
  function toBody(name: string): ApiKeyBody {
    // The saved date stands for the saved instant, not for the end of its day.
    const isSaved = key?.expires_at && expiry === "date" && date === savedDate;
    const expiresAt = isSaved ? key.expires_at : toExpiresAt(expiry, date, Date.now());
    const errors = [
      ...(scopes.length === 0 ? [{ path: "scopes", message: "Choose at least one." }] : []),
      ...(expiresAt === undefined ? [{ path: "expires_at", message: "Choose a date." }] : []),
    ];
    if (errors.length > 0) throw new ApiError(422, "invalid_input", "", errors);
    return { name, scopes, environment: environment || null, team_id: teamId || null, expires_at: expiresAt };
  }

  return { scopes, setScopes, environment, setEnvironment, teamId, setTeamId, expiry, setExpiry, date, setDate, toBody };
}
