"use client";

import { contractOf, examplePayload } from "@/components/channel/payload-contract";
import { FaultLine, sayFault } from "@/components/code/json-fault-line";
import { FieldFrame } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import type { JsonFault } from "@/lib/domain/json-fault";

interface Props {
  name: string;
  environment: string | null;
  value: string;
  fault: JsonFault | null;
  /** What the API said of it. */
  error?: string;
  onChange: (payload: string) => void;
}

export function PayloadInput({ name, environment, value, fault, error, onChange }: Props) {
  const contract = contractOf(name);
  const fill = () => onChange(JSON.stringify(examplePayload(name, environment ?? "production", new Date()), null, 2));
  const required = contract.filter(({ required }) => required).map((field) => field.name);
  return (
    <FieldFrame
      label="Payload"
      help={
        contract.length > 0 ? (
          <>
            {name} is built in: its payload holds {required.join(", ")}.{" "}
            <button type="button" onClick={fill} className="text-primary underline underline-offset-2">
              Fill in an example
            </button>
          </>
        ) : (
          "A JSON object; it does not change the route."
        )
      }
      error={fault ? sayFault(fault) : error}
    >
      {({ id, describedBy, invalid }) => (
        <>
          <Textarea
            id={id}
            spellCheck={false}
            autoCapitalize="off"
            aria-describedby={describedBy}
            aria-invalid={invalid}
            value={value}
            onChange={(event) => onChange(event.target.value)}
            className="min-h-40 font-mono text-xs leading-5"
          />
          {fault && <FaultLine text={value} fault={fault} inputId={id} />}
        </>
      )}
    </FieldFrame>
  );
}
