"use client";

import { Form } from "@/components/form/form";
import { FormDialog } from "@/components/form/form-dialog";
import { useForm } from "@/components/form/use-form";
import { ScopeField } from "@/components/scope-field";
import { Sentence } from "@/components/subscription/sentence";
import { suggestName } from "@/components/subscription/sentence-parts";
import { Field } from "@/components/ui/field";
import { useToast } from "@/components/ui/popup/toast";
import { useCreateSubscription, useUpdateSubscription } from "@/lib/client/queries/subscriptions";
import { BacktestPanel } from "./backtest-panel";
import { useParts } from "./parts";
import { ChannelsField, DestinationsField } from "./parts-fields";
import type { SubscriptionValues } from "./subscription-values";

interface Props {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Of the one that is changed; null for a new one. */
  id: string | null;
  initial: SubscriptionValues;
}

export const SubscriptionForm = ({ open, onOpenChange, id, initial }: Props) => (
  <FormDialog drawer open={open} onOpenChange={onOpenChange} title={id ? "Edit subscription" : "New subscription"}>
    <SubscriptionFields id={id} initial={initial} />
  </FormDialog>
);

function SubscriptionFields({ id, initial: { enabled, ...given } }: Pick<Props, "id" | "initial">) {
  const { complete } = useParts();
  const { mutateAsync: create } = useCreateSubscription();
  const { mutateAsync: update } = useUpdateSubscription();
  const { show } = useToast();
  const nameOf = (values: Omit<SubscriptionValues, "enabled">) => values.name ?? suggestName(complete(values));
  const form = useForm({
    initial: {
      channel_ids: given.channel_ids,
      destination_ids: given.destination_ids,
      environment: given.environment,
      name: given.name,
    },
    toBody: (values) => ({ ...values, name: nameOf(values) }),
    saved: id,
    send: async (body, patch) => {
      const saved = id ? await update({ id, patch }) : await create({ ...body, enabled });
      show({ tone: "success", title: `${id ? "Saved" : "Created"} ${saved.name}` });
    },
  });
  const { values } = form;
  return (
    <Form form={form} noValidate action={id ? "Save changes" : "Create subscription"} busy="Saving…">
      <ChannelsField {...form.field("channel_ids")} />
      <DestinationsField {...form.field("destination_ids")} />
      <ScopeField noun="subscription" {...form.field("environment")} />
      <Field
        label="Name"
        autoComplete="off"
        maxLength={100}
        placeholder="Payments to #ops"
        help={values.name === null && nameOf(values) ? "Suggested from what you chose." : undefined}
        value={nameOf(values)}
        onChange={(event) => form.set({ name: event.target.value || null })}
        error={form.errorOf("name")}
      />
      <section aria-label="What it does" className="rounded-md border bg-muted/40 px-3 py-2">
        <Sentence subject={complete(values)} plain none="…" />
      </section>
      <BacktestPanel id={id} choice={values} />
    </Form>
  );
}
