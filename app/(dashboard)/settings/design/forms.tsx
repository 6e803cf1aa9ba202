"use client";

import { Mail, Webhook } from "lucide-react";
import { useState } from "react";
import { Checkbox } from "@/components/ui/choice/checkbox";
import { Combobox, MultiCombobox } from "@/components/ui/choice/combobox";
import { Select, SelectMenu } from "@/components/ui/choice/select";
import { Switch } from "@/components/ui/choice/switch";
import { Field, FieldFrame } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import { SecretOnce } from "@/components/ui/secret-field";
import { longText, Row, Sample } from "./sample";

const iconLook = "size-4 shrink-0 text-muted-foreground";
const options = [
  { value: "hook", label: "#ops", description: "hooks.example.com/…/4f", icon: <Webhook aria-hidden="true" className={iconLook} /> },
  { value: "mail", label: "On-call", description: "2 addresses", icon: <Mail aria-hidden="true" className={iconLook} /> },
  { value: "long", label: longText, description: longText },
  { value: "off", label: "Off", description: "Disabled", disabled: true },
];

export function Forms() {
  const [several, setSeveral] = useState(["hook", "mail"]);
  const [none, setNone] = useState<string[]>([]);
  const [one, setOne] = useState<string | null>("hook");
  const [kind, setKind] = useState<string | null>(null);
  const [isOn, setOn] = useState(true);
  return (
    <Sample title="Forms">
      <Field label="Name" placeholder="#ops" help="As it appears in lists." />
      <Field label="Address" defaultValue="htp://" error="must start with https://" />
      <Field label="Disabled" defaultValue={longText} disabled />
      <FieldFrame label="Text" help="Grows with what is written.">
        {({ id, describedBy }) => <Textarea id={id} aria-describedby={describedBy} />}
      </FieldFrame>
      <Row>
        <Select aria-label="Environment" className="w-44">
          <option>All environments</option>
          <option>{longText}</option>
        </Select>
        <SelectMenu label="Kind" value={kind} onValueChange={setKind} options={options} className="max-w-60" />
        <SelectMenu label="Broken" value={null} onValueChange={setKind} options={options} invalid className="max-w-40" />
      </Row>
      <MultiCombobox
        label="Destinations"
        value={several}
        onValueChange={setSeveral}
        options={options}
        onCreate={(text) => setSeveral([...several, text])}
        help="Who is notified."
      />
      <MultiCombobox
        label="Channels"
        value={none}
        onValueChange={setNone}
        options={[]}
        placeholder="Search"
        empty="There are no channels yet."
        error="must not be empty"
      />
      <Combobox label="Team" value={one} onValueChange={setOne} options={options} placeholder="Nobody" />
      <Row>
        <Switch checked={isOn} onCheckedChange={setOn} label="On" />
        <Switch checked={!isOn} onCheckedChange={(next) => setOn(!next)} label="Off" />
        <Switch checked onCheckedChange={setOn} label="Not mine" disabledReason="Only admins can change this." />
        <Checkbox checked={isOn} onCheckedChange={setOn} label="Chosen" help="What it means." />
        <Checkbox checked={false} onCheckedChange={() => {}} label="Disabled" disabled />
      </Row>
      <SecretOnce label="Signing secret" value="whsec_c2FtcGxlLXNlY3JldC10aGF0LWlzLW5vbmU" />
    </Sample>
  );
}
