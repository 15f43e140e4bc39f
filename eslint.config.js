// What eslint asks of our own JavaScript; how it looks is for prettier.
import js from "@eslint/js";
import globals from "globals";

const BARE = "It stops the page, and judges close it unread; show it on the page.";

export default [
  { ignores: ["judging/static/vendor/"] },
  js.configs.recommended,
  {
    languageOptions: { ecmaVersion: 2023, sourceType: "module" },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      eqeqeq: ["error", "always", { null: "ignore" }],
      "max-lines": ["error", 300],
      "max-lines-per-function": ["error", 40],
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-restricted-globals": [
        "error",
        ...["alert", "confirm", "prompt"].map((name) => ({ name, message: BARE })),
        // Old names of the window, easily meant for a variable that was forgotten.
        "event",
        "name",
        "status",
        "top",
      ],
      "no-restricted-properties": [
        "error",
        { property: "innerHTML", message: "It makes a page of what was typed." },
        { property: "outerHTML", message: "It makes a page of what was typed." },
        { property: "insertAdjacentHTML", message: "It makes a page of what was typed." },
      ],
      "no-restricted-syntax": [
        "error",
        {
          selector: "FunctionDeclaration[id.name=/^(handle|process|manage|do)[A-Z]/]",
          message: "Say what it does in a word of the trade.",
        },
      ],
      "no-unused-vars": "error",
      "no-var": "error",
      "prefer-const": "error",
    },
  },
  {
    files: ["judging/static/**/*.js"],
    languageOptions: { globals: { ...globals.browser, ...globals.serviceworker } },
  },
  {
    files: ["tests/**/*.js"],
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
  },
  {
    // Points are exact numbers: an operator of JavaScript would make floats of them.
    files: ["judging/static/tablet/law.js", "judging/static/tablet/questions.js"],
    rules: {
      "no-restricted-globals": ["error", "Number", "parseFloat", "parseInt", "Math"],
      "no-restricted-syntax": ["error", "BinaryExpression[operator=/^([-+*/%<>]|[<>]=|[*]{2})$/]"],
    },
  },
];
