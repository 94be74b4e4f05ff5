-- 3,000 invented products in up to 20 versions each, the first ones in the most.
insert into software (name, version, publisher, architecture, search, digest)
  select name, version, publisher, 'x86_64', sort_text(name || ' ' || version),
    sha256(convert_to(concat_ws(chr(31), name, version, publisher, 'x86_64'), 'UTF8'))
  from (
    select word[1 + p % 40] || ' ' || other[1 + p / 40 % 25] || case when p >= 1000 then ' ' || p / 1000 else '' end as name,
      format('%s.%s', 1 + v, p % 7) as version, 'Éditeur ' || p % 211 as publisher
    from generate_series(0, 2999) p
      cross join lateral generate_series(0, greatest(1, 20 - p / 60)) v
      cross join (select
        array['Mozaïque','Lecteur','Atelier','Imagerie','Dossier','Agenda','Bureau','Messagerie','Gestion','Planning',
          'Pharmacie','Laboratoire','Dictée','Archive','Portail','Annuaire','Sauvegarde','Antivirus','Tableur','Navigateur',
          'Console','Pilote','Scanner','Accueil','Facturation','Paie','Achats','Stocks','Urgences','Bloc',
          'Dosimétrie','Traçabilité','Codage','Cytologie','Dialyse','Suivi','Télésanté','Wagon','Quartz','Zénith'] as word,
        array['Plus','Pro','Expert','Viewer','Client','Serveur','Mobile','Studio','Connect','Light','Suite','Runtime',
          'Agent','Toolkit','Center','Manager','Player','Reader','Writer','Builder','Monitor','Explorer','Bridge','Gateway','Desk'] as other
      ) words
  ) invented
  order by name, version
  on conflict do nothing;
analyze software
