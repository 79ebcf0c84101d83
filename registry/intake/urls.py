"""The two doors of families: the link of a prisoner, and their own file."""

from django.urls import include, path

from registry.intake import coming_back, file, views

app_name = "intake"

link = [
    path("<str:token>/", views.start, name="start"),
    path("<str:token>/members/", views.members, name="members"),
    path("<str:token>/members/add/", views.member, name="add_member"),
    path("<str:token>/members/<int:number>/", views.member, name="member"),
    path("<str:token>/members/<int:number>/remove/", views.remove_member, name="remove_member"),
    path("<str:token>/return/", coming_back.come_back, name="come_back"),
    path("<str:token>/leave/", coming_back.leave, name="leave"),
    path("<str:token>/review/", views.review, name="review"),
    path("<str:token>/submit/", views.submit, name="submit"),
    path("<str:token>/<slug:step>/", views.step, name="step"),
]
own_file = [
    path("", file.sign_in, name="sign_in"),
    path("file/", file.overview, name="file"),
    path("messages/", file.messages, name="messages"),
    path("changes/", file.changes, name="changes"),
    path("changes/person/", file.add_person, name="add_person"),
    path("consents/", file.consents, name="consents"),
    path("sign-out/", file.sign_out, name="sign_out"),
]
urlpatterns = [
    path("r/", include(link)),
    path("f/", include(own_file)),
]
