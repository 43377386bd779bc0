"use strict";
fetch("/docs/contracts.json")
  .then((answer) => answer.json())
  .then((urls) => {
    SwaggerUIBundle({
      urls,
      dom_id: "#docs",
      deepLinking: true,
      docExpansion: "none",
      displayRequestDuration: true,
      filter: true,
      tryItOutEnabled: true,
      validatorUrl: null,
      presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset],
      layout: "StandaloneLayout",
    });
  });
