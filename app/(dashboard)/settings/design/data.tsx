"use client";

import { CircleCheck, CircleDashed, CircleX } from "lucide-react";
import { CodeBlock } from "@/components/code/code-block";
import { JsonView } from "@/components/code/json-view";
import { Chip } from "@/components/ui/chip";
import { RelativeTime } from "@/components/ui/relative-time";
import { Sparkline } from "@/components/ui/sparkline";
import { Table, Td, Th, Thead, Tr } from "@/components/ui/table";
import { longText, Row, Sample } from "./sample";

const start = Date.UTC(2026, 10, 22);
const hours = (scale: number) =>
  Array.from({ length: 24 }, (_, hour) => ({
    from: new Date(start + hour * 3_600_000).toISOString(),
    sent: hour % 7 === 0 ? 0 : ((hour * 37) % 23) * scale,
    failed: hour % 9 === 4 ? 3 * scale : 0,
  }));
const source =
  '{"name":"run:failed","run":{"id":12345678901234567890,"took_seconds":1.50,"steps":[{"name":"build","ok":true},{"name":"deploy","ok":false,"error":"exit status 1"}]},"tags":["ops","nightly"],"empty":{},"note":null}';

export const Data = () => (
  <Sample title="Data">
    <Row>
      <Chip>production</Chip>
      <Chip mono>run:failed</Chip>
      <Chip tone="primary">New</Chip>
      <Chip tone="success" icon={CircleCheck}>
        3 sent
      </Chip>
      <Chip tone="warning" icon={CircleDashed}>
        1 pending
      </Chip>
      <Chip tone="destructive" icon={CircleX}>
        2 failed
      </Chip>
      <Chip title={longText}>{longText}</Chip>
    </Row>
    <div className="-mx-4 sm:-mx-6">
      <Table label="Destinations">
        <Thead>
          <tr>
            <Th>Name</Th>
            <Th>Last success</Th>
            <Th>24 hours</Th>
          </tr>
        </Thead>
        <tbody>
          {["#ops", longText].map((name, index) => (
            <Tr key={name}>
              <Td className="max-w-40 truncate">
                <a href="#data">{name}</a>
              </Td>
              <Td>
                <RelativeTime iso={new Date(start).toISOString()} />
              </Td>
              <Td>
                <Sparkline hours={hours(index)} label={`Deliveries of ${name}`} />
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </div>
    <JsonView label="Payload" source={source} />
    <CodeBlock label="Command" copy="curl http://hotline.example/api/v1/alerts">
      curl http://hotline.example/api/v1/alerts
    </CodeBlock>
  </Sample>
);
