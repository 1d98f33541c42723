"""Staff rooms of the kernel."""

from django.urls import path

from office import home
from office.views import audit, bodies, components, jobs, outbox, pages, people, rulebooks

app_name = "office_staff"
urlpatterns = [
    path("", home.desk, name="desk"),
    path("components/", components.gallery, name="components"),
    path("rulebooks/", rulebooks.versions, name="rulebooks"),
    path("rulebooks/new/", rulebooks.new_version, name="rulebook_new"),
    path("rulebooks/<str:code>/", rulebooks.version, name="rulebook"),
    path("bodies/", bodies.listing, name="bodies"),
    path("bodies/new/", bodies.new, name="body_new"),
    path("bodies/<str:code>/", bodies.edit, name="body"),
    path("bodies/<str:code>/rename/", bodies.rename, name="body_rename"),
    path("bodies/<str:code>/end/", bodies.end, name="body_end"),
    path("people/", people.listing, name="people"),
    path("people/new/", people.new, name="person_new"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/give/", people.give, name="role_give"),
    path("people/<int:pk>/take/<int:grant>/", people.take, name="role_take"),
    path("people/<int:pk>/access/", people.access, name="person_access"),
    path("pages/", pages.listing, name="pages"),
    path("pages/<slug:slug>/<str:language>/", pages.edit, name="page"),
    path("jobs/", jobs.listing, name="jobs"),
    path("jobs/<int:pk>/", jobs.job, name="job"),
    path("jobs/<int:pk>/progress/", jobs.progress, name="job_progress"),
    path("jobs/<int:pk>/result/", jobs.result, name="job_result"),
    path("jobs/<int:pk>/cancel/", jobs.cancel, name="job_cancel"),
    path("jobs/<int:pk>/retry/", jobs.retry, name="job_retry"),
    path("outbox/", outbox.listing, name="outbox"),
    path("outbox/<int:pk>/", outbox.message, name="outbox_message"),
    path("outbox/<int:pk>/resend/", outbox.resend, name="outbox_resend"),
    path("audit/", audit.listing, name="audit"),
]
