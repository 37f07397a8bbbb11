const folds = () => [...document.querySelectorAll("details")];
const unfoldTarget = () => {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target && target.tagName === "DETAILS") target.open = true;
};
let folded = [];
addEventListener("beforeprint", () => {
  folded = folds().filter((each) => !each.open);
  folded.forEach((each) => { each.open = true; });
});
addEventListener("afterprint", () => folded.forEach((each) => { each.open = false; }));
addEventListener("hashchange", unfoldTarget);
unfoldTarget();
