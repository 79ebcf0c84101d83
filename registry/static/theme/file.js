// Escape leaves a form that was opened in a file, as its Cancel does.
document.addEventListener("keydown", (event) => {
  const form = event.key === "Escape" && event.target.closest("form.in-place");
  const cancel = form && form.querySelector("[data-cancel]");
  if (cancel) cancel.click();
});
