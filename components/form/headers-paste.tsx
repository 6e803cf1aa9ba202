"use client";

import { useState } from "react";
import { Button } from "../ui/button";
import { FieldFrame } from "../ui/field";
import { Textarea } from "../ui/input";
import { type HeaderRow, readHeadersJson } from "./headers-json";

const example = '{\n  "Authorization": "Bearer …",\n  "X-Team": "ops"\n}';

/** Takes headers as one JSON object. */
export function HeadersPaste({ onAdd, onClose }: { onAdd: (rows: HeaderRow[]) => void; onClose: () => void }) {
  const [text, setText] = useState("");
  const [error, setError] = useState<string>();
  const add = () => {
    const read = readHeadersJson(text);
    if (typeof read === "string") return setError(read);
    onAdd(read);
    onClose();
  };
  return (
    <div className="grid gap-2 rounded-md border bg-muted/40 p-3">
      <FieldFrame label="Headers as JSON" error={error}>
        {({ id, describedBy, invalid }) => (
          <Textarea
            id={id}
            aria-describedby={describedBy}
            aria-invalid={invalid}
            value={text}
            placeholder={example}
            rows={4}
            spellCheck={false}
            autoFocus
            onChange={(event) => setText(event.target.value)}
            className="font-mono"
          />
        )}
      </FieldFrame>
      <div className="flex gap-2">
        <Button size="sm" onClick={add}>
          Add to the headers
        </Button>
        <Button size="sm" variant="ghost" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </div>
  );
}
