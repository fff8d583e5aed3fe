// A form that is filled in already: only the questions that are about something are shown.

import { follow } from "./questions.js";

follow(document.getElementById("form"), JSON.parse(document.getElementById("form-data").textContent));
