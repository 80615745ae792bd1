"""The words that forms and press releases put over their parts, in English, French and Spanish; case-folded."""

FORM_LABELS = frozenset(
    label.strip()
    for label in """
        partner, partners, project partners, main partners, confirmed partners, partner organisations,
        partner organizations, partners involved, governance, governance structure, coordination,
        coordination mechanisms, coordination mechanisms/governance structure,
        coordination mechanisms and governance structure, implementation, implementation methodologies,
        implementation methodology, methodology, activities, main activities, planned activities, work plan,
        approach, arrangements for capacity-building and technology transfer, capacity building,
        description, project description, description/achievement of initiative,
        description of the initiative, summary, overview, background, introduction, context, objectives,
        objective, specific objectives, goals, goal, aims, purpose, expected results, expected outcomes,
        expected outcome, outcomes, outcome, results, outputs, deliverables, deliverables & timeline,
        targets, milestones, benefits, beneficiaries, target group, target groups, impact, timeline, time-frame,
        timeframe, time frame, timetable, schedule, duration, period, funding, funding arrangements,
        financing, budget, resources, resources required, financial resources, sources of funding,
        funding sources, countries, country, regions, contact, contacts, contact details,
        contact information, contact person, media contact, media contacts, press contact, press contacts,
        further information, for further information, for more information, more information, status,
        sustainability, monitoring and evaluation
        partenaires, partenaire, les partenaires, financement, sources de financement, budget prévisionnel,
        objectifs, objectif, résultats, résultats attendus, résumé, contexte, calendrier, durée,
        bénéficiaires, contact presse, contacts presse, activités, mise en œuvre, ressources, gouvernance,
        pour plus d'informations, renseignements
        socios, socio, aliados, entidades participantes, financiamiento, financiación, presupuesto,
        objetivos, objetivo, resultados, resultados esperados, resumen, descripción, antecedentes,
        calendario, duración, plazo, plazos, beneficiarios, contacto, contactos, actividades, recursos,
        gobernanza, más información, para más información
    """.replace("\n", " ").split(",")
    if label.strip()
)
