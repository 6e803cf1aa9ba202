import { useMutation } from "@tanstack/react-query";
import type { z } from "zod";
import type { ApiKeyInput, newApiKeyShape } from "@/lib/domain/api-key";
import { api } from "../api";

/** Makes an API key. The answer alone holds the key itself. */
export function useMakeApiKey() {
  return useMutation({
    mutationFn: (input: Pick<ApiKeyInput, "name" | "scopes">) =>
      api<z.infer<typeof newApiKeyShape>>("/api/v1/api-keys", { method: "POST", body: input }),
  });
}
