"use client";

import { useState } from "react";
import { ApiExample } from "@/components/code/api-example";
import { CodeBlock } from "@/components/code/code-block";
import { Button } from "@/components/ui/button";
import { Drawer } from "@/components/ui/popup/drawer";
import { useReturnFocus } from "@/components/ui/popup/use-return-focus";
import { SecretOnce } from "@/components/ui/secret-field";
import type { ApiKeyShape } from "@/lib/domain/people/api-key";

export type NewKey = ApiKeyShape & { key: string };

/** The one time that a key is shown, with a command that uses it. */
export function KeyOnce({ apiKey: { key, name, scopes, environment }, onClose }: { apiKey: NewKey; onClose: () => void }) {
  const returnFocus = useReturnFocus();
  const [isOpen, setOpen] = useState(true);
  const publishes = scopes.includes("publish") || scopes.includes("admin");
  const alert = { name: "payment:failed", ...(environment ? { environment } : {}), payload: { order: "1042", error: "Card declined" } };
  const read = `curl ${window.location.origin}/api/v1/alerts \\\n  -H "Authorization: Bearer ${key}"`;
  return (
    <Drawer
      open={isOpen}
      onOpenChange={setOpen}
      onClosed={() => {
        returnFocus();
        onClose();
      }}
      title={`${name} is ready`}
      footer={
        <Button variant="primary" onClick={() => setOpen(false)}>
          Done
        </Button>
      }
    >
      <div className="grid gap-6">
        <SecretOnce label="API key" value={key} />
        <div className="grid gap-1.5">
          <h3 className="font-medium text-sm">{publishes ? "Publish an alert with it" : "Read the history with it"}</h3>
          {publishes ? (
            <ApiExample path="/api/v1/alerts" apiKey={key} body={alert} />
          ) : (
            <CodeBlock label="Example call" copy={read}>
              {read}
            </CodeBlock>
          )}
        </div>
      </div>
    </Drawer>
  );
}
