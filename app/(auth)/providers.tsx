"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { GithubMark, GoogleMark } from "./provider-marks";

const providers = [
  { id: "github", label: "GitHub", Mark: GithubMark },
  { id: "google", label: "Google", Mark: GoogleMark },
] as const;

interface Props {
  github: boolean;
  google: boolean;
  /** Where it leads; a path of this app. */
  callbackPath: string;
}

/** The other services that say who somebody is, as far as the operator set them up. */
export function Providers({ callbackPath, ...has }: Props) {
  const [chosen, setChosen] = useState<string | null>(null);
  const offered = providers.filter(({ id }) => has[id]);
  if (offered.length === 0) return null;

  async function goTo(id: string) {
    setChosen(id);
    const { signIn } = await import("next-auth/react");
    await signIn(id, { callbackUrl: callbackPath });
  }
  return (
    <div className="grid gap-2">
      {offered.map(({ id, label, Mark }) => (
        <Button key={id} size="wide" disabled={chosen !== null} onClick={() => void goTo(id).catch(() => setChosen(null))}>
          <Mark />
          {chosen === id ? `Going to ${label}…` : `Continue with ${label}`}
        </Button>
      ))}
      <p className="my-3 flex items-center gap-3 text-muted-foreground text-xs before:h-px before:flex-1 before:bg-border after:h-px after:flex-1 after:bg-border">
        or
      </p>
    </div>
  );
}
