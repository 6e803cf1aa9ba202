"use client";

import { useState } from "react";
import { ApiError } from "@/lib/client/api";
import type { ApiKeyBody, ApiKeyShape } from "@/lib/domain/api-key";
import { useExpiry } from "../expiry/use-expiry";

/** The fields of the form that are not inputs of their own name. */
export const keyFields = ["scopes", "environment", "team_id", "expires_at"] as const;

/** What somebody chose for a key; at first what the key is. */
export function useKeyFields(key?: ApiKeyShape) {
  const [scopes, setScopes] = useState<ApiKeyShape["scopes"]>(key?.scopes ?? ["publish"]);
  const [environment, setEnvironment] = useState(key?.environment ?? "");
  const [teamId, setTeamId] = useState(key?.team_id ?? "");
  const expiry = useExpiry({ field: "expires_at", saved: key?.expires_at });

  /** The body for the API. Throws as the API does when no scope or no date is chosen. */
  function toBody(name: string): ApiKeyBody {
    const expiresAt = expiry.read();
    const errors = [
      ...(scopes.length === 0 ? [{ path: "scopes", message: "Choose at least one." }] : []),
      ...(expiresAt === undefined ? [expiry.problem] : []),
    ];
    if (errors.length > 0) throw new ApiError(422, "invalid_input", "", errors);
    return { name, scopes, environment: environment || null, team_id: teamId || null, expires_at: expiresAt };
  }

  return { scopes, setScopes, environment, setEnvironment, teamId, setTeamId, expiry, toBody };
}
