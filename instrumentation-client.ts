import { hearHistory } from "./components/form/hold-history";

// Next runs this in the browser before the page hydrates.
hearHistory();
