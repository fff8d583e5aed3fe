"""The page that this plugin adds to the site: the form by which an activity is handed in."""

from agenda import reference
from agenda.pages import Page, Site
from agenda.signals import Addition

from . import form, page_data


def of(site: Site) -> Addition:
    """The form in the site's language; with a receiver a page that leads there, as only that can take what is sent."""
    return Addition([site.section("form", site.cache.of("form"), lambda: [_page(site)])])


def _page(site: Site) -> Page:
    town, addresses = site.town, site.addresses
    path = addresses.selection("form")
    context = {"example_file": f"{reference.TEMPLATES}.md", "form_address": "", "fresh": True}
    if town.entrance.receiver:
        return Page(path, "form.html", {**context, "elsewhere": town.entrance.form(path, town.prefix)})
    drawn = form.of(site.agenda.register, town.language, town.data_license)
    return Page(path, "form.html", {**context, "form": drawn, "data": page_data.of(site)})
