"use client";

import { FormDrawer } from "@/components/form/form-drawer";
import { ScopeField } from "@/components/scope-field";
import { Sentence } from "@/components/subscription/sentence";
import { suggestName } from "@/components/subscription/sentence-parts";
import { Field } from "@/components/ui/field";
import { useToast } from "@/components/ui/toast";
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

const fields = ["name", "channel_ids", "destination_ids", "environment"];

export function SubscriptionForm({ open, onOpenChange, id, initial }: Props) {
  const { complete } = useParts();
  const { mutateAsync: create } = useCreateSubscription();
  const { mutateAsync: update } = useUpdateSubscription();
  const { show } = useToast();
  const nameOf = (values: SubscriptionValues) => values.name ?? suggestName(complete(values));

  async function save(values: SubscriptionValues): Promise<void> {
    const { channel_ids, destination_ids, environment, enabled } = values;
    const input = { name: nameOf(values), channel_ids, destination_ids, environment, enabled };
    const saved = id ? await update({ id, patch: input }) : await create(input);
    show({ tone: "success", title: `${id ? "Saved" : "Created"} ${saved.name}` });
  }

  return (
    <FormDrawer
      open={open}
      onOpenChange={onOpenChange}
      title={id ? "Edit subscription" : "New subscription"}
      initial={initial}
      fields={fields}
      saveLabel={id ? "Save changes" : "Create subscription"}
      save={save}
    >
      {({ values, change, errors }) => (
        <>
          <ChannelsField value={values.channel_ids} onValueChange={(channel_ids) => change({ channel_ids })} error={errors.channel_ids} />
          <DestinationsField
            value={values.destination_ids}
            onValueChange={(destination_ids) => change({ destination_ids })}
            error={errors.destination_ids}
          />
          <ScopeField
            noun="subscription"
            value={values.environment}
            onValueChange={(environment) => change({ environment })}
            error={errors.environment}
          />
          <Field
            label="Name"
            name="name"
            autoComplete="off"
            maxLength={100}
            placeholder="Payments to #ops"
            help={values.name === null && nameOf(values) ? "Suggested from what you chose." : undefined}
            value={nameOf(values)}
            onChange={(event) => change({ name: event.target.value || null })}
            error={errors.name}
          />
          <section aria-label="What it does" className="rounded-md border bg-muted/40 px-3 py-2">
            <Sentence subject={complete(values)} plain none="…" />
          </section>
          <BacktestPanel id={id} choice={values} />
        </>
      )}
    </FormDrawer>
  );
}
