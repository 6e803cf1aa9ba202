"use client";

import { Send } from "lucide-react";
import dynamic from "next/dynamic";
import { useCallback, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { useToast } from "@/components/ui/popup/toast";
import { usePublishAlert } from "@/lib/client/queries/alerts";
import { useRole } from "@/lib/client/queries/me";
import { errorsOf } from "./field-errors";
import { LikeAlert } from "./like-alert";
import { Outcome } from "./outcome";
import { SentAlert } from "./sent-alert";
import { TesterForm } from "./tester-form";
import { type TesterValues, useTesterValues } from "./tester-values";
import { useDryRun } from "./use-dry-run";

const SendDialog = dynamic(() => import("./send-dialog").then((module) => module.SendDialog));

export function RouteTester() {
  const { values, change, like } = useTesterValues();
  const run = useDryRun(values);
  const publish = usePublishAlert();
  const { reason } = useRole();
  const { show } = useToast();
  const [isAsking, setAsking] = useState(false);
  const [wasAsked, setWasAsked] = useState(false);
  const [sent, setSent] = useState<string | null>(null);
  const sending = useRef(false);
  const latest = useRef(change);
  latest.current = change;
  const takeOver = useCallback((next: Partial<TesterValues>) => latest.current(next), []);

  function update(next: Partial<TesterValues>) {
    if (publish.isError) publish.reset();
    change(next);
  }

  function send() {
    if (sending.current || !run.payload) return;
    sending.current = true;
    const { name, environment, severity, payload } = values;
    publish.mutate(
      { name, environment, severity, payloadText: payload.trim() || "{}", test: true },
      {
        onSuccess: ({ id }) => setSent(id),
        onError: ({ message }) => show({ tone: "error", title: "The test was not sent", description: message }),
        onSettled: () => {
          sending.current = false;
          setAsking(false);
        },
      },
    );
  }

  const obstacle =
    values.name === "" ? "Name an alert first." : run.fault ? "Mend the payload first." : run.error ? "Mend the form first." : undefined;
  return (
    <>
      <PageHeader
        title="Test a route"
        description="What an alert would lead to, worked out by the code that routes. Nothing is sent until you say so."
      />
      <div className="grid grid-cols-1 gap-x-10 gap-y-8 border-t px-4 py-5 sm:px-6 lg:grid-cols-[minmax(20rem,26rem)_minmax(0,1fr)]">
        <TesterForm values={values} onChange={update} fault={run.fault} errors={errorsOf(publish.error ?? run.error)}>
          {like && <LikeAlert id={like} onFound={takeOver} />}
          <Button
            variant="primary"
            disabledReason={reason ?? obstacle}
            disabled={publish.isPending}
            aria-haspopup="dialog"
            onClick={() => {
              setWasAsked(true);
              setAsking(true);
            }}
            className="justify-self-start"
          >
            <Send aria-hidden="true" className="size-3.5" />
            Send it for real…
          </Button>
        </TesterForm>
        <div className="grid grid-cols-1 min-w-0 content-start gap-8">
          {sent && <SentAlert key={sent} id={sent} />}
          <Outcome subject={run.subject} trace={run.trace} error={run.error} isCurrent={run.isCurrent} onRetry={() => void run.refetch()} />
        </div>
      </div>
      {wasAsked && run.trace && (
        <SendDialog
          name={values.name}
          trace={run.trace}
          open={isAsking}
          onOpenChange={setAsking}
          isSending={publish.isPending || !run.isCurrent}
          onSend={send}
        />
      )}
    </>
  );
}
